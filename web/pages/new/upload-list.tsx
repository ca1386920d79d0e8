import { Skeleton, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { useSending } from '../../uploads/uploads-context.tsx';
import classes from './new.module.css';
import { SendingRow } from './sending-row.tsx';
import { newTexts as texts } from './texts.ts';
import { UploadRow } from './upload-row.tsx';
import { useUploads } from './uploads-query.ts';

const placeholders = ['a', 'b', 'c'];

/** Files on their way from this tab, then what the server knows of, newest first. */
export function UploadList(): ReactNode {
  const sending = useSending();
  const { data: uploads, error, refetch } = useUploads();
  const here = new Set(sending.map(({ uploadId }) => uploadId));
  const others = uploads?.filter(({ id }) => !here.has(id)) ?? [];
  if (sending.length + others.length === 0) {
    if (error) return <ErrorState error={error} onRetry={refetch} />;
    if (uploads) return <EmptyState title={texts.emptyTitle} hint={texts.emptyHint} />;
  }
  return (
    <section aria-labelledby="uploads">
      <Title order={2} id="uploads" mb="xs">
        {texts.queue}
      </Title>
      <ul className={classes.list} aria-busy={uploads === undefined}>
        {sending.map((one) => (
          <SendingRow key={one.key} sending={one} />
        ))}
        {others.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      {!uploads && !error && (
        <Stack gap="xs">
          {placeholders.map((name) => (
            <Skeleton key={name} height={64} />
          ))}
        </Stack>
      )}
    </section>
  );
}
