import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { conversationTexts as texts } from '../texts.ts';
import classes from './states.module.css';

const undoSeconds = 8;

interface DeletedProps {
  title: string;
  onUndo: () => void;
}

/** For eight seconds the way back; then the list. */
export function Deleted({ title, onUndo }: DeletedProps): ReactNode {
  const [, navigate] = useLocation();
  const [left, setLeft] = useState(undoSeconds);
  useEffect(() => {
    if (left === 0) return navigate('/conversations', { replace: true });
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left, navigate]);
  return (
    <Stack className={classes.state} gap="sm">
      <Title order={1} size="h2" role="status">
        {texts.deleted(title)}
      </Title>
      <Text c="dimmed">{texts.deletedHint}</Text>
      <Group gap="xs">
        <Button onClick={onUndo} autoFocus>
          {texts.undoDelete}
        </Button>
        <Button variant="default" component={Link} href="/conversations">
          <span className="figures">{texts.toList(left)}</span>
        </Button>
      </Group>
    </Stack>
  );
}
