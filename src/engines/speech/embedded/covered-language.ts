import { primarySubtag } from '../../../base/language-tag.ts';

/** Whether the embedded weights know the language: English in all its regions, nothing else. */
export function coversLanguage(language: string): boolean {
  return primarySubtag(language) === 'en';
}

/** The refusal for any other. */
export function languageUnsupported(language: string) {
  const hint = 'Configure another recogniser for it (docs/providers.md), or declare English.';
  return {
    kind: 'refused',
    code: 'language_unsupported_by_embedded',
    message: `The embedded recogniser knows English only, not "${language}". ${hint}`,
  } as const;
}
