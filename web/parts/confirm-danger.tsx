import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { partTexts as texts } from './texts.ts';
import { toastError } from './toast.ts';

interface ConfirmDangerProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The consequences, in full. */
  children: ReactNode;
  /** The verb on the button, such as "Revoke". */
  action: string;
  /** Where given, it has to be typed first: for what brings down others' work. */
  typed?: { label: string; text: string };
  onConfirm: () => Promise<unknown> | unknown;
}

/** Asks before something that can not be undone. What can be undone is done at once, with `undoable`. */
export function ConfirmDanger(props: ConfirmDangerProps): ReactNode {
  const { opened, onClose, title, children, action, typed, onConfirm } = props;
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      toastError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': texts.close }}
      centered
    >
      <Stack>
        <Text component="div">{children}</Text>
        {typed && (
          <TextInput
            label={typed.label}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button color="red" loading={busy} disabled={typed && typed.text !== text} onClick={confirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
