import { Kbd, Modal, Table } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useShortcutList } from '../parts/shortcuts.tsx';
import { isMac } from './side-bar.tsx';
import { shellTexts as texts } from './texts.ts';

const shown: Record<string, string> = {
  space: 'Space',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: 'Enter',
  escape: 'Esc',
};

/** `?`: all keys of what is on the page. */
export default function KeysOverlay({ onClose }: { onClose: () => void }): ReactNode {
  const shortcuts = useShortcutList()?.all() ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.keysTitle}
      closeButtonProps={{ 'aria-label': texts.keysTitle }}
    >
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {shortcuts.toReversed().map(({ keys, label }) => (
            <Table.Tr key={keys}>
              <Table.Td>{label}</Table.Td>
              <Table.Td align="right">
                <Keys keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }): ReactNode {
  const names = keys.split(' ');
  const together = names[0] === 'mod';
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && (together ? ' ' : ` ${texts.followedBy} `)}
      <Kbd>{name === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : (shown[name] ?? name.toUpperCase())}</Kbd>
    </Fragment>
  ));
}
