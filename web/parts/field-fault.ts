import { ApiFailure } from '../api.ts';

/** The fault that the server found in a field of this name, for the field to show; undefined where it is another's. */
export function faultOf(error: Error | null, name: string): string | undefined {
  if (!(error instanceof ApiFailure) || error.status !== 400) return undefined;
  const [, field, fault = ''] = /^Invalid parameter '(\w+)': (.*)$/.exec(error.message) ?? [];
  return field === name ? `${fault.charAt(0).toUpperCase()}${fault.slice(1)}` : undefined;
}
