/** Whether the embedded weights know the language: English in all its regions, nothing else. */
export function coversLanguage(language: string): boolean {
  return /^en(?:[-_][a-z0-9]+)*$/i.test(language.trim());
}
