import { ActionIcon } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import type { ReactNode } from 'react';
import classes from './new.module.css';
import { newTexts as texts } from './texts.ts';

export function DismissButton({ name, onDismiss }: { name: string; onDismiss: () => void }): ReactNode {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.dismiss}
      aria-label={`${texts.dismiss}: ${name}`}
      title={texts.dismiss}
      onClick={onDismiss}
    >
      <IconX size={18} />
    </ActionIcon>
  );
}
