import { Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiFailure, answerOf, api, type Schemas } from '../../api.ts';
import { Duration } from '../../parts/duration.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { useFormatChoices } from './formats.ts';
import classes from './new.module.css';
import { NoticeList } from './notices.tsx';
import { newTexts as texts } from './texts.ts';

interface PastePreviewProps {
  text: string;
  format: string | null;
  onFormat: (format: string | null) => void;
}

/** How the server reads the text, before anything is stored. */
export function PastePreview({ text, format, onFormat }: PastePreviewProps): ReactNode {
  const isEmpty = text.trim() === '';
  const { data, error, refetch } = useQuery({
    queryKey: ['transcript-preview', text, format],
    queryFn: () => answerOf(api.POST('/transcripts/preview', { body: { text, ...(format && { format }) } })),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const isUnread = error instanceof ApiFailure && error.status === 422;
  return (
    <section className={classes.preview} aria-live="polite">
      <Title order={2} mb="xs">
        {texts.preview}
      </Title>
      {isEmpty && (
        <Text size="sm" c="dimmed">
          {texts.previewEmpty}
        </Text>
      )}
      {!isEmpty && isUnread && (
        <Stack gap="xs">
          <Text size="sm" className={classes.negative}>
            {texts.notReadable}
          </Text>
          <Text size="sm" c="dimmed">
            {error.message}
          </Text>
          <FormatChoice format={format} onFormat={onFormat} />
        </Stack>
      )}
      {!isEmpty && error && !isUnread && <ErrorState error={error} onRetry={refetch} />}
      {!isEmpty && !error && (data ? <Read preview={data} /> : <Skeleton height={200} />)}
    </section>
  );
}

function FormatChoice({ format, onFormat }: Omit<PastePreviewProps, 'text'>): ReactNode {
  const [transcripts] = useFormatChoices();
  return (
    <Select
      aria-label={texts.asFormat}
      placeholder={texts.asFormat}
      data={transcripts ? transcripts.items : []}
      value={format}
      onChange={onFormat}
      searchable
      clearable
    />
  );
}

function Read({ preview }: { preview: Schemas['TranscriptPreview'] }): ReactNode {
  const {
    format,
    line_count: count,
    duration_seconds: seconds,
    speakers,
    first_lines: lines,
    notices,
  } = preview;
  return (
    <Stack gap="sm">
      <Text size="sm">
        {texts.previewFacts(format, count)}
        {seconds !== null && (
          <>
            {' · '}
            <Duration seconds={seconds} />
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {speakers.map(({ name, line_count: said }) => `${name ?? texts.noSpeaker} ${said}`).join(', ')}
      </Text>
      <ol className={classes.lines}>
        {lines.map(({ speaker_name: speaker, start_seconds: start, text }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move.
          <li key={n}>
            {start !== null && (
              <Text span c="dimmed" mr="xs">
                <Duration seconds={start} />
              </Text>
            )}
            <b>{speaker ?? texts.noSpeaker}</b> {text}
          </li>
        ))}
      </ol>
      {count > lines.length && (
        <Text size="sm" c="dimmed">
          {texts.moreLines(count - lines.length)}
        </Text>
      )}
      {notices.length > 0 && <NoticeList notices={notices} />}
    </Stack>
  );
}
