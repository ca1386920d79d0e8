/** As PostgreSQL writes it: lower case. */
export const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** People may type it in capitals. */
export function isUuid(text: string): boolean {
  return uuidForm.test(text.toLowerCase());
}
