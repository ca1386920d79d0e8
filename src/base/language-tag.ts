/** The form of a tag of BCP 47: `en`, `pt-BR`. Without the flag `u`, by which `i` would take letters beyond ASCII. */
export const languageTagForm = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

export function isLanguageTag(text: string): boolean {
  return languageTagForm.test(text);
}

/** "en" of "en-GB". */
export function primarySubtag(language: string): string {
  return language.trim().toLowerCase().split(/[-_]/)[0] ?? '';
}
