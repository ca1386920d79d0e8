import { Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { merge, renaming, tie, untie } from '../edit/word-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import { type Named, useNames } from './use-names.ts';

/** One field for who a speaker is: a new name, a person who is known, or another speaker. */
export function SpeakerForm({ speakerId }: { speakerId: string }): ReactNode {
  const { id, transcript, conversation, run, ask } = useView();
  const [speaker] = useState(() => transcript?.speakers.find((one) => one.id === speakerId) ?? null);
  const [name, setName] = useState(speaker?.name ?? '');
  const { people, participants, speakers, meantBy } = useNames(speaker);
  if (!speaker) return <Text>{texts.speakerGone}</Text>;
  const meant = meantBy(name);
  const count = transcript?.sentences.filter(
    (one) => transcript.speakers[one.speaker ?? -1] === speaker,
  ).length;
  const isPerson = conversation.participants.some((one) => one.speaker_id === speakerId && one.user);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(null);
    if (!meant) return;
    if (meant.kind === 'new') void run(renaming(id, speaker, meant.name));
    else if (meant.kind === 'speaker') void run(merge(id, speaker, meant.speaker));
    else void run(tie(id, speaker, meant));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {speaker.is_uncertain && <Text c="dimmed">{texts.uncertain(speaker.name)}</Text>}
        <Autocomplete
          label={texts.whoIs(speaker.name)}
          value={name}
          onChange={setName}
          data={[
            { group: texts.groupParticipants, items: participants },
            { group: texts.groupPeople, items: people },
            { group: texts.groupSpeakers, items: speakers },
          ].filter(({ items }) => items.length > 0)}
          filter={name === speaker.name ? ({ options }) => options : undefined}
          maxLength={500}
          data-autofocus
          limit={50}
          maxDropdownHeight={260}
          comboboxProps={{ withinPortal: true }}
        />
        <Text size="sm" c="dimmed">
          {meaningOf(meant, speaker.name, count ?? 0)}
        </Text>
        <Group justify="flex-end" gap="xs">
          {isPerson && (
            <Button
              variant="subtle"
              onClick={() => {
                ask(null);
                void run(untie(id, speaker));
              }}
            >
              {texts.untie}
            </Button>
          )}
          <Button type="submit" disabled={!meant}>
            {meant?.kind === 'speaker' ? texts.mergeDo : texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function meaningOf(meant: Named | null, before: string, count: number): string {
  if (!meant) return texts.saidCount(count);
  if (meant.kind === 'speaker') return texts.willMerge(before, meant.speaker.name, count);
  return meant.kind === 'person' ? texts.willTie(meant.name, count) : texts.willRename(count);
}
