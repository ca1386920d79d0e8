import { Button, Group, Menu, Paper, Select, Text, Transition } from '@mantine/core';
import IconDownload from '@tabler/icons-react/icons/IconDownload';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import type { ReactNode } from 'react';
import { formatNames } from '../../../parts/format-names.ts';
import type { Row } from '../data.ts';
import { useOptions } from '../filters/options.ts';
import { listTexts as texts } from '../texts.ts';
import type { Selection } from '../use-selection.ts';
import classes from './bulk.module.css';
import { type Change, type ExportFormat, useBulk, useExport } from './use-bulk.ts';

/** What can be done to the selected conversations. */
export function BulkBar({ rows, selection }: { rows: readonly Row[]; selection: Selection }): ReactNode {
  const bulk = useBulk(rows, selection);
  const save = useExport(selection);
  const options = useOptions(false);
  const choices: { name: keyof Change; label: string; options: { value: string; label: string }[] }[] = [
    { name: 'user_id', label: texts.owner, options: options.user_id },
    { name: 'department_id', label: texts.department, options: options.department_id },
    { name: 'conversation_type', label: texts.type, options: options.conversation_type },
  ];
  return (
    <Transition mounted={selection.ids.length > 0} transition="slide-up">
      {(styles) => (
        <Paper style={styles} className={classes.bar} withBorder shadow="md" role="toolbar">
          <Text fw={500}>{texts.selected(selection.ids.length)}</Text>
          {choices
            .filter((choice) => choice.options.length > 0)
            .map(({ name, label, options: data }) => (
              <Select
                key={name}
                className={classes.choice}
                aria-label={label}
                placeholder={label}
                value={null}
                data={data}
                searchable={data.length > 8}
                onChange={(value) => value && bulk.change({ [name]: value })}
              />
            ))}
          <Group gap="xs" ml="auto" wrap="nowrap">
            <ExportMenu onChoose={save} />
            <Button variant="default" color="red" leftSection={<IconTrash size={16} />} onClick={bulk.remove}>
              {texts.delete}
            </Button>
            <Button variant="subtle" color="gray" onClick={selection.clear}>
              {texts.unselect}
            </Button>
          </Group>
        </Paper>
      )}
    </Transition>
  );
}

const formats = ['txt', 'md', 'csv', 'json', 'vtt', 'srt'] as const;

function ExportMenu({ onChoose }: { onChoose: (format: ExportFormat) => void }): ReactNode {
  return (
    <Menu position="top-end" width={230}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {texts.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => onChoose(format)}>
            {formatNames[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
