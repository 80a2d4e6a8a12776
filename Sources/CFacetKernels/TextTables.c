// The tables behind lines of numbers, made once from the powers of ten. TextLines.h has the idea.
#include "TextLines.h"

#if defined(__x86_64__)

/// Lays `digits` digits out, the first of which are `zeros` zeros that are left away: which digit stands at each byte, from 0
/// on, or 0x80, and what is or-ed over it.
static void lay_out(int exponent, int zeros, int digits, uint8_t *places, uint8_t *constant, int bytes) {
  memset(places, 0x80, (size_t)bytes);
  memset(constant, '0', (size_t)bytes);
  int at = 0;
  if (exponent < 0) {
    constant[1] = '.';
    at = 1 - exponent;
  }
  for (int digit = zeros; digit < digits; digit++) {
    if (exponent >= 0 && digit - zeros == exponent + 1 && at < bytes) constant[at++] = '.';
    if (at < bytes) places[at++] = (uint8_t)digit;
  }
}

static void make_rows(facet_text_tables *tables) {
  for (int row = 0; row < float_rows; row++) {
    int exponent = (row & 31) + smallest_decimal, zeros = row >> 5;
    uint8_t places[16];
    lay_out(exponent, zeros, 9, places, tables->floats[row].constant, 16);
    for (int i = 0; i < 16; i++) {
      tables->floats[row].shuffle[i] = places[i] == 0x80 ? 0x80 : places[i] == 0 ? 8 : (uint8_t)(8 - places[i]);
    }
  }
  for (int row = 0; row < double_rows; row++) {
    int exponent = (row & 31) + smallest_decimal, zeros = row >> 5;
    uint8_t places[32];
    lay_out(exponent, zeros, 17, places, tables->doubles[row].constant, 32);
    // Bytes from 16 on hold the digits from the ninth on.
    for (int i = 0; i < 32; i++) {
      int place = places[i] - (i < 16 ? 0 : 8);
      tables->doubles[row].shuffle[i] = places[i] == 0x80 ? 0x80 : (uint8_t)(places[i] < 16 ? place ^ 7 : place);
    }
  }
}

/// The power and the shift for 2^exponent.
static void find_step(int exponent, int *power, int *shift) {
  *power = ~(exponent * 315653 >> 20);
  *shift = -(exponent + (*power * 217706 >> 16) + 1);
}

void facet_text_tables_make(facet_text_tables *tables, const uint64_t *powers) {
  memset(tables, 0, sizeof *tables);
  make_rows(tables);
  for (int index = 0; index < binary_exponents; index++) {
    int power, shift;
    find_step(index + first_float - 150, &power, &shift);
    tables->float_scales[index] = powers[2 * (power + 342)] >> shift;
    // The number of a step is the decimal exponent of the first of nine digits, less the smallest one.
    tables->float_steps[index] = (uint8_t)(8 - (power + 1) - smallest_decimal) | (uint8_t)(shift << 5);
    find_step(index + first_double - 1075, &power, &shift);
    unsigned __int128 scale =
        ((unsigned __int128)powers[2 * (power + 342)] << 64 | powers[2 * (power + 342) + 1]) >> shift;
    tables->double_scales[2 * index] = (uint64_t)(scale >> 64);
    tables->double_scales[2 * index + 1] = (uint64_t)scale;
    tables->double_steps[index] = (uint8_t)(16 - (power + 1) - smallest_decimal) | (uint8_t)(shift << 5);
  }
  // Step s of a Float has the power 12 - s, that of a Double 20 - s.
  for (int step = 0; step < 32; step++) {
    tables->float_powers[step] = powers[2 * (12 - step + 342)];
    tables->double_powers[0][step] = powers[2 * (20 - step + 342)];
    tables->double_powers[1][step] = powers[2 * (20 - step + 342) + 1];
  }
}

size_t facet_text_tables_size(void) { return sizeof(facet_text_tables); }

#else

void facet_text_tables_make(facet_text_tables *tables, const uint64_t *powers) {}
size_t facet_text_tables_size(void) { return 64; }

#endif
