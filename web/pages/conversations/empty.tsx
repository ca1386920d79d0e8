import { Code, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import IconFileText from '@tabler/icons-react/icons/IconFileText';
import IconTerminal from '@tabler/icons-react/icons/IconTerminal';
import IconUpload from '@tabler/icons-react/icons/IconUpload';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../parts/empty-state.tsx';
import classes from './empty.module.css';
import { listTexts as texts } from './texts.ts';

/** In place of the list: the ways to fill it, or what finds more. */
export function Empty({ words, isFiltered }: { words: string; isFiltered: boolean }): ReactNode {
  if (words) return <EmptyState title={texts.nothingFor(words)} hint={texts.nothingForHint} />;
  if (isFiltered) return <EmptyState title={texts.nothingTitle} hint={texts.nothingHint} />;
  return (
    <Stack gap="lg" mt="xl">
      <div>
        <Title order={2}>{texts.emptyTitle}</Title>
        <Text c="dimmed">{texts.emptyHint}</Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <Link href="/new" className={classes.way}>
          <IconUpload size={24} stroke={1.6} />
          <b>{texts.recordingWay}</b>
          <Text c="dimmed">{texts.recordingHint}</Text>
        </Link>
        <Link href="/new?way=paste" className={classes.way}>
          <IconFileText size={24} stroke={1.6} />
          <b>{texts.transcriptWay}</b>
          <Text c="dimmed">{texts.transcriptHint}</Text>
        </Link>
        <div className={classes.way}>
          <IconTerminal size={24} stroke={1.6} />
          <b>{texts.commandWay}</b>
          <Code>{texts.command}</Code>
        </div>
      </SimpleGrid>
    </Stack>
  );
}
