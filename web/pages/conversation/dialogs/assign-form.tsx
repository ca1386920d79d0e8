import { Button, Chip, Group, Input, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Range } from '../data.ts';
import { type Extent, rangesOf } from '../edit/changed-transcript.ts';
import { assignment } from '../edit/word-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './dialogs.module.css';

const extents: readonly Extent[] = ['sentences', 'turn', 'rest', 'all'];

/** Gives sentences to another speaker: these, their turn, or all that is said under the same name from there on. */
export function AssignForm({ range }: { range: Range }): ReactNode {
  const { id, transcript, conversation, run, ask, select } = useView();
  const [name, setName] = useState('');
  const [extent, setExtent] = useState<Extent>('sentences');
  if (!transcript) return null;
  const own = transcript.sentences[range.first]?.speaker ?? -1;
  const speakers = transcript.speakers.filter((_, place) => place !== own).map((one) => one.name);
  const ownName = transcript.speakers[own]?.name ?? texts.nobody;
  const others = conversation.participants.flatMap((one) => (one.name === ownName ? [] : (one.name ?? [])));
  const wanted = name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(null);
    select(null);
    const known = transcript.speakers.find((one) => one.name === wanted);
    const to = known ? { speaker_id: known.id } : { name: wanted };
    void run(assignment(id, transcript, { ranges: rangesOf(transcript, range, extent), to, name: wanted }));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Input.Wrapper label={texts.whoSaid} labelElement="div">
          <Chip.Group value={name} onChange={(value) => setName(String(value))}>
            <Group gap={6} my={6}>
              {[...new Set([...speakers, ...others])].slice(0, 30).map((one) => (
                <Chip
                  key={one}
                  value={one}
                  size="sm"
                  classNames={{ root: classes.person, label: classes.chip }}
                >
                  <bdi>{one}</bdi>
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <TextInput
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            aria-label={texts.whoSaid}
            placeholder={texts.newName}
            maxLength={500}
            data-autofocus
          />
        </Input.Wrapper>
        <Radio.Group
          label={texts.extent}
          value={extent}
          onChange={(value) => setExtent(extents.find((one) => one === value) ?? 'sentences')}
        >
          <Stack gap={6} mt={6}>
            {extents.map((one) => (
              <Radio key={one} value={one} label={labelOf(one, { transcript, range, ownName })} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button type="submit" disabled={!wanted || wanted === ownName}>
            {texts.give}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function labelOf(
  extent: Extent,
  {
    transcript,
    range,
    ownName,
  }: { transcript: Parameters<typeof rangesOf>[0]; range: Range; ownName: string },
): string {
  const ranges = rangesOf(transcript, range, extent);
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return texts.extents[extent](count, ownName);
}
