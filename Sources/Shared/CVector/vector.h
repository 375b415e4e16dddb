// Comparisons of 16 bytes at once, with the outcome as one bit for each byte, the first in the lowest.
//
// Swift's own SIMD types have no way from a mask of lanes to bits, and whether their comparisons become instructions or loops
// depends on what stands around them. Each of these functions is a few instructions on x86-64 (SSE2, which every such
// processor has) and on ARM (NEON), and a loop elsewhere.
#ifndef FAIRLEAD_VECTOR_H
#define FAIRLEAD_VECTOR_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

#define VECTOR_INLINE static inline __attribute__((always_inline))

#if defined(__SSE2__)

typedef __m128i vector_bytes;

VECTOR_INLINE vector_bytes vector_load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }
VECTOR_INLINE vector_bytes vector_equal(vector_bytes bytes, uint8_t byte) {
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}
VECTOR_INLINE vector_bytes vector_at_most(vector_bytes bytes, uint8_t byte) {
    return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8((char)byte)), bytes);
}
VECTOR_INLINE vector_bytes vector_or(vector_bytes left, vector_bytes right) { return _mm_or_si128(left, right); }
VECTOR_INLINE vector_bytes vector_with_bit(vector_bytes bytes, uint8_t bit) {
    return _mm_or_si128(bytes, _mm_set1_epi8((char)bit));
}
// The top bit of each byte.
VECTOR_INLINE uint64_t vector_bits(vector_bytes bytes) { return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes); }

#elif defined(__ARM_NEON) && defined(__aarch64__)

typedef uint8x16_t vector_bytes;

VECTOR_INLINE vector_bytes vector_load(const uint8_t *bytes) { return vld1q_u8(bytes); }
VECTOR_INLINE vector_bytes vector_equal(vector_bytes bytes, uint8_t byte) { return vceqq_u8(bytes, vdupq_n_u8(byte)); }
VECTOR_INLINE vector_bytes vector_at_most(vector_bytes bytes, uint8_t byte) { return vcleq_u8(bytes, vdupq_n_u8(byte)); }
VECTOR_INLINE vector_bytes vector_or(vector_bytes left, vector_bytes right) { return vorrq_u8(left, right); }
VECTOR_INLINE vector_bytes vector_with_bit(vector_bytes bytes, uint8_t bit) { return vorrq_u8(bytes, vdupq_n_u8(bit)); }
VECTOR_INLINE uint64_t vector_bits(vector_bytes bytes) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t top = vcgeq_u8(bytes, vdupq_n_u8(0x80));
    uint8x16_t sums = vandq_u8(top, vld1q_u8(weights));
    sums = vpaddq_u8(sums, sums);
    sums = vpaddq_u8(sums, sums);
    sums = vpaddq_u8(sums, sums);
    return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

#else

typedef struct { uint8_t lanes[16]; } vector_bytes;

VECTOR_INLINE vector_bytes vector_load(const uint8_t *bytes) {
    vector_bytes loaded;
    memcpy(loaded.lanes, bytes, 16);
    return loaded;
}
VECTOR_INLINE vector_bytes vector_equal(vector_bytes bytes, uint8_t byte) {
    for (int lane = 0; lane < 16; lane++) bytes.lanes[lane] = bytes.lanes[lane] == byte ? 0xff : 0;
    return bytes;
}
VECTOR_INLINE vector_bytes vector_at_most(vector_bytes bytes, uint8_t byte) {
    for (int lane = 0; lane < 16; lane++) bytes.lanes[lane] = bytes.lanes[lane] <= byte ? 0xff : 0;
    return bytes;
}
VECTOR_INLINE vector_bytes vector_or(vector_bytes left, vector_bytes right) {
    for (int lane = 0; lane < 16; lane++) left.lanes[lane] |= right.lanes[lane];
    return left;
}
VECTOR_INLINE vector_bytes vector_with_bit(vector_bytes bytes, uint8_t bit) {
    for (int lane = 0; lane < 16; lane++) bytes.lanes[lane] |= bit;
    return bytes;
}
VECTOR_INLINE uint64_t vector_bits(vector_bytes bytes) {
    uint64_t bits = 0;
    for (int lane = 0; lane < 16; lane++) bits |= (uint64_t)(bytes.lanes[lane] >> 7) << lane;
    return bits;
}

#endif

// What stands where in the content of a JSON string.
typedef struct {
    // Quotes, backslashes and control characters: what ends the plain part of the string.
    uint64_t stops;
    // Bytes that are not ASCII.
    uint64_t high;
} vector_text;

// Looks at 16 bytes.
VECTOR_INLINE vector_text vector_scan_text(const uint8_t *bytes) {
    vector_bytes loaded = vector_load(bytes);
    vector_bytes stops = vector_or(vector_equal(loaded, '"'), vector_equal(loaded, '\\'));
    stops = vector_or(stops, vector_at_most(loaded, 0x1f));
    vector_text text = {vector_bits(stops), vector_bits(loaded)};
    return text;
}

// Quotes and backslashes of 16 bytes.
VECTOR_INLINE uint64_t vector_scan_quotes(const uint8_t *bytes) {
    vector_bytes loaded = vector_load(bytes);
    return vector_bits(vector_or(vector_equal(loaded, '"'), vector_equal(loaded, '\\')));
}

// What stands where in 64 bytes of JSON.
typedef struct {
    uint64_t quotes;
    uint64_t backslashes;
    // '{' and '['.
    uint64_t openings;
    // '}' and ']'.
    uint64_t closings;
} vector_structure;

// Looks at 64 bytes.
VECTOR_INLINE vector_structure vector_scan_structure(const uint8_t *bytes) {
    vector_structure found = {0, 0, 0, 0};
    for (int part = 0; part < 4; part++) {
        vector_bytes loaded = vector_load(bytes + part * 16);
        // Brackets and braces differ in this bit only.
        vector_bytes folded = vector_with_bit(loaded, 0x20);
        found.quotes |= vector_bits(vector_equal(loaded, '"')) << (part * 16);
        found.backslashes |= vector_bits(vector_equal(loaded, '\\')) << (part * 16);
        found.openings |= vector_bits(vector_equal(folded, '{')) << (part * 16);
        found.closings |= vector_bits(vector_equal(folded, '}')) << (part * 16);
    }
    return found;
}

// What may end a plain scalar of YAML in 16 bytes, and what JSON escapes: colons, number signs, quotes, backslashes and control
// characters.
VECTOR_INLINE uint64_t vector_scan_plain(const uint8_t *bytes) {
    vector_bytes loaded = vector_load(bytes);
    // A quote and a number sign differ in this bit only.
    vector_bytes stops = vector_equal(vector_with_bit(loaded, 0x01), '#');
    stops = vector_or(stops, vector_or(vector_equal(loaded, ':'), vector_equal(loaded, '\\')));
    return vector_bits(vector_or(stops, vector_at_most(loaded, 0x1f)));
}

// What may end a quoted scalar of YAML in 16 bytes, and what JSON escapes: one sort of quotes, double quotes, backslashes and
// control characters.
VECTOR_INLINE uint64_t vector_scan_quoted(const uint8_t *bytes, uint8_t quote) {
    vector_bytes loaded = vector_load(bytes);
    vector_bytes stops = vector_or(vector_equal(loaded, quote), vector_equal(loaded, '"'));
    stops = vector_or(stops, vector_equal(loaded, '\\'));
    return vector_bits(vector_or(stops, vector_at_most(loaded, 0x1f)));
}

// One byte wherever it stands in 16 bytes.
VECTOR_INLINE uint64_t vector_scan_byte(const uint8_t *bytes, uint8_t byte) {
    return vector_bits(vector_equal(vector_load(bytes), byte));
}

// What in 16 bytes is neither a printable character of ASCII nor a tab nor a line feed.
VECTOR_INLINE uint64_t vector_scan_unprintable(const uint8_t *bytes) {
    vector_bytes loaded = vector_load(bytes);
    uint64_t control = vector_bits(vector_at_most(loaded, 0x1f));
    uint64_t space = vector_bits(vector_or(vector_equal(loaded, '\t'), vector_equal(loaded, '\n')));
    return (control & ~space) | vector_bits(vector_or(loaded, vector_equal(loaded, 0x7f)));
}

#undef VECTOR_INLINE

#endif
