import { Button, Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormatChoices } from './formats.ts';
import classes from './new.module.css';
import { newTexts as texts } from './texts.ts';
import { type Upload, useRetry } from './uploads-query.ts';

const formatHelps: ReadonlySet<string> = new Set(['media_format_unclear', 'not_media', 'unknown_format']);

/** What may help a file that was refused and is still at the server. */
export function Remedies({ upload }: { upload: Upload }): ReactNode {
  const retry = useRetry(upload.id);
  const formats = useFormatChoices();
  const code = upload.fault?.code ?? '';
  const button = (label: string, wishes: Parameters<typeof retry.mutate>[0]): ReactNode => (
    <Button
      variant="default"
      size="compact-sm"
      loading={retry.isPending}
      onClick={() => retry.mutate(wishes)}
    >
      {label}
    </Button>
  );
  return (
    <Group gap="xs" mt="xs" align="flex-end">
      {code === 'media_truncated' && button(texts.takePartly, { accept_truncated: true })}
      {code === 'time_unit_unknown' && (
        <>
          {button(texts.seconds, { time_unit: 's' })}
          {button(texts.milliseconds, { time_unit: 'ms' })}
        </>
      )}
      {formatHelps.has(code) && (
        <Select
          aria-label={texts.asFormat}
          placeholder={texts.asFormat}
          data={formats}
          searchable
          size="sm"
          classNames={{ input: classes.format }}
          disabled={retry.isPending}
          onChange={(format) => format !== null && retry.mutate({ format })}
        />
      )}
      {code !== 'media_truncated' &&
        code !== 'time_unit_unknown' &&
        !formatHelps.has(code) &&
        button(texts.tryAgain, {})}
    </Group>
  );
}
