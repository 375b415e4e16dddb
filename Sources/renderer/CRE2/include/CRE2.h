#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is wrong with a pattern.
typedef enum {
    CRE2_OK,
    CRE2_INTERNAL,
    CRE2_BAD_ESCAPE,
    CRE2_BAD_CLASS,
    CRE2_BAD_RANGE,
    CRE2_MISSING_BRACKET,
    CRE2_MISSING_PAREN,
    CRE2_UNEXPECTED_PAREN,
    CRE2_TRAILING_BACKSLASH,
    CRE2_REPEAT_ARGUMENT,
    CRE2_REPEAT_SIZE,
    CRE2_REPEAT_OPERATOR,
    CRE2_BAD_PERL_OPERATOR,
    CRE2_BAD_UTF8,
    CRE2_BAD_NAMED_GROUP,
    CRE2_TOO_LARGE,
} cre2_error;

/// A compiled pattern; any number of threads may match with it at once.
typedef struct cre2_pattern cre2_pattern;

/// Compiles UTF-8 text; the answer must be freed. NULL if there is no memory left.
cre2_pattern *cre2_compile(const char *text, size_t length, int64_t max_memory);
void cre2_free(cre2_pattern *pattern);

/// How many instructions the pattern has become: matching takes at most that many for each byte of a text.
int cre2_program_size(const cre2_pattern *pattern);

cre2_error cre2_error_of(const cre2_pattern *pattern);

/// The part of the pattern that is wrong; lives as long as the pattern.
const char *cre2_error_argument(const cre2_pattern *pattern, size_t *length);

/// The number of groups, without the whole match.
int cre2_group_count(const cre2_pattern *pattern);

/// The number of the group of a name, or -1.
int cre2_group_named(const cre2_pattern *pattern, const char *name, size_t length);

/// Looks for the leftmost match from an offset on.
///
/// Writes the offsets of the start and the end of the match and of `groups` groups to `ranges`, -1 for a group without.
bool cre2_match(
    const cre2_pattern *pattern, const char *text, size_t length, size_t start, ptrdiff_t *ranges, int groups);

#ifdef __cplusplus
}
#endif
