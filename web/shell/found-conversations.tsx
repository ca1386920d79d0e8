import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionData } from '@mantine/spotlight';
import IconListSearch from '@tabler/icons-react/icons/IconListSearch';
import IconMessages from '@tabler/icons-react/icons/IconMessages';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { answerOf, api } from '../api.ts';
import { formatDate } from '../parts/date-time.tsx';
import { shellTexts as texts } from './texts.ts';

const fewestLetters = 2;
const shown = 6;
const waitMs = 150;

/** Conversations that have the typed words, people included, and the way to all of them. */
export function useFoundConversations(typed: string): SpotlightActionData[] {
  const [, navigate] = useLocation();
  const [words] = useDebouncedValue(typed.trim(), waitMs);
  const { data } = useQuery({
    queryKey: ['found', words],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/conversations', { params: { query: { q: words, limit: shown } }, signal })),
    enabled: words.length >= fewestLetters,
    placeholderData: keepPreviousData,
  });
  if (words.length < fewestLetters || !data || data.conversations.length === 0) return [];
  const keywords = [words];
  return [
    ...data.conversations.map(({ id, title, company, started_at: at }) => ({
      id,
      label: title,
      description: [company, formatDate(new Date(at), 'date')].filter(Boolean).join(' · '),
      keywords,
      leftSection: <IconMessages size={18} stroke={1.6} />,
      onClick: () => navigate(`/conversations/${id}?q=${encodeURIComponent(words)}`),
    })),
    {
      id: 'all-found',
      label: texts.allFound(words),
      keywords,
      leftSection: <IconListSearch size={18} stroke={1.6} />,
      onClick: () => navigate(`/conversations?q=${encodeURIComponent(words)}`),
    },
  ];
}
