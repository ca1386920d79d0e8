/** Whether two texts have the same letters and digits in the same order; blanks, case and punctuation do not count. */
export function haveSameWords(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
