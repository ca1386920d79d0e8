import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api.ts';
import { uploadsKey } from '../../live/news.ts';
import { toastError } from '../../parts/toast.ts';

export type Upload = Schemas['Upload'];

const known = { queryKey: uploadsKey, queryFn: () => answerOf(api.GET('/uploads')) };

/** News of the event stream keep it fresh. */
export const useUploads = () => useQuery({ ...known, select: ({ uploads }) => uploads });

/** Takes it off the list at once. */
export function useDismiss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/uploads/{id}', { params: { path: { id } } })),
    onMutate: (id) =>
      client.setQueryData<{ uploads: Upload[] }>(
        uploadsKey,
        (before) => before && { uploads: before.uploads.filter((upload) => upload.id !== id) },
      ),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: uploadsKey }),
  });
}

/** Takes a refused file in again. */
export function useRetry(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['UploadWishes']) =>
      answerOf(api.POST('/uploads/{id}/retry', { params: { path: { id } }, body })),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: uploadsKey }),
  });
}
