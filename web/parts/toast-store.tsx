import '@mantine/notifications/styles.layer.css';
import { Button, Group } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { partTexts as texts } from './texts.ts';
import type { Toast } from './toast.ts';

const colors = { plain: 'accent', positive: 'green', warning: 'yellow', negative: 'red' };

export default function ToastPlace(): ReactNode {
  return <Notifications position="bottom-center" limit={3} />;
}

export function showToast({ message, tone = 'plain', undo, timeoutMs }: Toast): void {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const body = undo ? (
    <Group justify="space-between" wrap="nowrap">
      <span>{message}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id);
          undo();
        }}
      >
        {texts.undo}
      </Button>
    </Group>
  ) : (
    message
  );
  notifications.show({
    id,
    message: body,
    color: colors[tone],
    autoClose: timeoutMs,
    closeButtonProps: { 'aria-label': texts.close },
  });
}
