import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api.ts';
import { newTexts as texts } from './texts.ts';

/** As the groups of a Select. */
export function useFormatChoices(): { group: string; items: { value: string; label: string }[] }[] {
  const { data } = useQuery({
    queryKey: ['formats'],
    queryFn: () => answerOf(api.GET('/formats')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const itemsOf = (formats: readonly { id: string; name: string }[]) =>
    formats.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { group: texts.transcriptFormats, items: itemsOf(data?.transcripts ?? []) },
    { group: texts.recordingFormats, items: itemsOf(data?.recordings ?? []) },
  ];
}
