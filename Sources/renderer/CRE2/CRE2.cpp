#include "CRE2.h"

#include <re2/re2.h>

#include <memory>
#include <new>
#include <string>
#include <vector>

struct cre2_pattern {
    re2::RE2 expression;

    cre2_pattern(re2::StringPiece text, const re2::RE2::Options &options) : expression(text, options) {}
};

cre2_pattern *cre2_compile(const char *text, size_t length, int64_t max_memory) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(max_memory);
    return new (std::nothrow) cre2_pattern(re2::StringPiece(text, length), options);
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

int cre2_program_size(const cre2_pattern *pattern) { return pattern->expression.ProgramSize(); }

cre2_error cre2_error_of(const cre2_pattern *pattern) {
    switch (pattern->expression.error_code()) {
    case re2::RE2::NoError: return CRE2_OK;
    case re2::RE2::ErrorBadEscape: return CRE2_BAD_ESCAPE;
    case re2::RE2::ErrorBadCharClass: return CRE2_BAD_CLASS;
    case re2::RE2::ErrorBadCharRange: return CRE2_BAD_RANGE;
    case re2::RE2::ErrorMissingBracket: return CRE2_MISSING_BRACKET;
    case re2::RE2::ErrorMissingParen: return CRE2_MISSING_PAREN;
    case re2::RE2::ErrorUnexpectedParen: return CRE2_UNEXPECTED_PAREN;
    case re2::RE2::ErrorTrailingBackslash: return CRE2_TRAILING_BACKSLASH;
    case re2::RE2::ErrorRepeatArgument: return CRE2_REPEAT_ARGUMENT;
    case re2::RE2::ErrorRepeatSize: return CRE2_REPEAT_SIZE;
    case re2::RE2::ErrorRepeatOp: return CRE2_REPEAT_OPERATOR;
    case re2::RE2::ErrorBadPerlOp: return CRE2_BAD_PERL_OPERATOR;
    case re2::RE2::ErrorBadUTF8: return CRE2_BAD_UTF8;
    case re2::RE2::ErrorBadNamedCapture: return CRE2_BAD_NAMED_GROUP;
    case re2::RE2::ErrorPatternTooLarge: return CRE2_TOO_LARGE;
    default: return CRE2_INTERNAL;
    }
}

const char *cre2_error_argument(const cre2_pattern *pattern, size_t *length) {
    const std::string &argument = pattern->expression.error_arg();
    *length = argument.size();
    return argument.data();
}

int cre2_group_count(const cre2_pattern *pattern) { return pattern->expression.NumberOfCapturingGroups(); }

int cre2_group_named(const cre2_pattern *pattern, const char *name, size_t length) {
    const auto &groups = pattern->expression.NamedCapturingGroups();
    const auto found = groups.find(std::string(name, length));
    return found == groups.end() ? -1 : found->second;
}

bool cre2_match(
    const cre2_pattern *pattern, const char *text, size_t length, size_t start, ptrdiff_t *ranges, int groups) {
    const int count = groups + 1;
    // Most patterns have few groups: theirs stay on the stack.
    re2::StringPiece few[8];
    std::vector<re2::StringPiece> many;
    re2::StringPiece *found = few;
    if (count > 8) {
        many.resize(count);
        found = many.data();
    }
    const re2::StringPiece subject(text, length);
    if (!pattern->expression.Match(subject, start, length, re2::RE2::UNANCHORED, found, count)) return false;
    for (int group = 0; group < count; group++) {
        const char *position = found[group].data();
        const bool is_there = position != nullptr;
        ranges[2 * group] = is_there ? position - text : -1;
        ranges[2 * group + 1] = is_there ? position - text + static_cast<ptrdiff_t>(found[group].size()) : -1;
    }
    return true;
}
