import { primarySubtag } from '../../../base/language-tag.ts';

/** Whether the embedded weights know the language: English in all its regions, nothing else. */
export function coversLanguage(language: string): boolean {
  return primarySubtag(language) === 'en';
}
