import { Button, FileButton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { toast } from '../../parts/toast.ts';
import { isSameFile } from '../../uploads/upload-manager.ts';
import { useUploadManager } from '../../uploads/uploads-context.tsx';
import { formatBytes, percentOf } from './bytes.ts';
import { DismissButton } from './dismiss-button.tsx';
import { Notices } from './notices.tsx';
import { Remedies } from './remedies.tsx';
import { Row } from './row.tsx';
import { type Standing, standingOf } from './standing.ts';
import { newTexts as texts } from './texts.ts';
import { type Upload, useDismiss } from './uploads-query.ts';

/** What the server knows of a file, and of the conversation that it became. */
export function UploadRow({ upload }: { upload: Upload }): ReactNode {
  const dismiss = useDismiss();
  const { id, file_name: name, conversation } = upload;
  const standing = standingOf(upload);
  return (
    <Row
      name={name}
      tone={standing.tone}
      percent={standing.percent}
      isStill={upload.state === 'open'}
      state={stateWords(upload, standing)}
      actions={
        <>
          {conversation && (
            <Button
              component={Link}
              href={`/conversations/${conversation.id}`}
              variant="default"
              size="compact-sm"
              aria-label={`${texts.openConversation}: ${name}`}
            >
              {texts.openConversation}
            </Button>
          )}
          {upload.state === 'open' && <ChooseAgain upload={upload} />}
          <DismissButton name={name} onDismiss={() => dismiss.mutate(id)} />
        </>
      }
    >
      {standing.hint && (
        <Text size="sm" c="dimmed" mt={4}>
          {standing.hint}
        </Text>
      )}
      {upload.may_retry && <Remedies upload={upload} />}
      <Notices notices={[...upload.notices, ...(conversation?.notices ?? [])]} />
    </Row>
  );
}

function stateWords({ bytes, offset, state }: Upload, { words }: Standing): string {
  const size = state === 'open' ? texts.sentOf(formatBytes(offset), formatBytes(bytes)) : formatBytes(bytes);
  return `${words} · ${size}`;
}

/** A reload has lost the file: the browser must be shown it again. */
function ChooseAgain({ upload }: { upload: Upload }): ReactNode {
  const manager = useUploadManager();
  const goOn = (file: File | null): void => {
    if (!file) return;
    if (!isSameFile(upload, file))
      void toast({ message: texts.notThatFile(upload.file_name), tone: 'warning', timeoutMs: 10_000 });
    manager.add([file], {}, [upload]);
  };
  return (
    <FileButton onChange={goOn}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="compact-sm"
          aria-label={`${texts.chooseAgain}: ${upload.file_name}, ${percentOf(upload.offset, upload.bytes)} %`}
        >
          {texts.chooseAgain}
        </Button>
      )}
    </FileButton>
  );
}
