// libarchive reads the archives that charts come in.
#include <archive.h>
#include <archive_entry.h>
