import { answerOf, api, apiPrefix } from '../../../api.ts';
import { toastError } from '../../../parts/toast.ts';

/** Saves a file of the API. A link renews no session that has run out, so that is seen to before. */
export async function download(path: string): Promise<void> {
  try {
    await answerOf(api.GET('/session'));
  } catch (error) {
    toastError(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  const link = document.createElement('a');
  link.href = apiPrefix + path;
  link.download = '';
  link.click();
}
