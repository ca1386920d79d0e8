import { useQuery } from '@tanstack/react-query';
import { progressKey, type StepProgress } from './news.ts';

/** How far the step goes that a conversation is in; null while nothing was told. News alone fill it. */
export function useStepProgress(conversationId: string): StepProgress | null {
  const { data } = useQuery<StepProgress | null>({
    queryKey: progressKey(conversationId),
    queryFn: () => null,
    enabled: false,
    initialData: null,
  });
  return data;
}
