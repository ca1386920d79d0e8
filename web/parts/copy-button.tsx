import { Button, type ButtonProps } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconCopy from '@tabler/icons-react/icons/IconCopy';
import { type ReactNode, useEffect } from 'react';
import { partTexts as texts } from './texts.ts';
import { toast } from './toast.ts';

interface CopyButtonProps extends ButtonProps {
  text: string;
  label?: string;
}

/** Copies a text and says so; where the browser refuses, as over plain http, it says how else. */
export function CopyButton({ text, label = texts.copy, ...button }: CopyButtonProps): ReactNode {
  const { copy, copied, error } = useClipboard({ timeout: 2_000 });
  useEffect(() => {
    if (error) void toast({ message: texts.copyRefused, tone: 'warning' });
  }, [error]);
  return (
    <Button
      variant="default"
      leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      {...button}
      onClick={() => copy(text)}
    >
      {copied ? texts.copied : label}
    </Button>
  );
}
