import '@mantine/dropzone/styles.layer.css';
import { Stack, Text, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import IconUpload from '@tabler/icons-react/icons/IconUpload';
import { type ReactNode, useState } from 'react';
import type { FileWishes } from '../../uploads/upload-manager.ts';
import { useUploadManager } from '../../uploads/uploads-context.tsx';
import { FileDetails } from './file-details.tsx';
import classes from './new.module.css';
import { newTexts as texts } from './texts.ts';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads-query.ts';

/** The server's bound, `uploadBounds.mostBytes`. */
const mostBytes = 16 * 1024 ** 3;

export function FilesTab(): ReactNode {
  const manager = useUploadManager();
  const { data: uploads = [] } = useUploads();
  const [wishes, setWishes] = useState<FileWishes>({});
  return (
    <Stack gap="lg">
      <Dropzone
        onDrop={(files) => manager.add(files, wishes, uploads)}
        maxSize={mostBytes}
        classNames={{ root: classes.drop }}
        inputProps={{ 'aria-label': texts.choose }}
        aria-label={texts.drop}
      >
        <Stack align="center" gap="xs">
          <IconUpload size={32} stroke={1.4} aria-hidden />
          <Dropzone.Accept>
            <Title order={2}>{texts.dropNow}</Title>
          </Dropzone.Accept>
          <Dropzone.Idle>
            <Title order={2} ta="center">
              {texts.drop}
            </Title>
          </Dropzone.Idle>
          <Text size="sm" c="dimmed" ta="center">
            {texts.dropHint}
          </Text>
          <span className={classes.choose}>{texts.choose}</span>
        </Stack>
      </Dropzone>
      <FileDetails wishes={wishes} onChange={setWishes} />
      <UploadList />
    </Stack>
  );
}
