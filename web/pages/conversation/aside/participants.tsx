import { ActionIcon, Anchor, Button, Text } from '@mantine/core';
import IconPencil from '@tabler/icons-react/icons/IconPencil';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import type { CSSProperties, ReactNode } from 'react';
import type { Participant } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { speakerColor, useView } from '../view.ts';
import classes from './aside.module.css';
import { Section } from './section.tsx';

export function Participants(): ReactNode {
  const { conversation, ask } = useView();
  const { participants } = conversation;
  return (
    <Section
      title={texts.participants}
      count={participants.length}
      action={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => ask({ kind: 'participant', id: null })}
        >
          {texts.add}
        </Button>
      }
    >
      {participants.length === 0 ? (
        <Text c="dimmed" size="sm">
          {texts.noParticipants}
        </Text>
      ) : (
        <ul className={classes.people}>
          {participants.map((one) => (
            <Person key={one.id} person={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Person({ person }: { person: Participant }): ReactNode {
  const { ask, transcript } = useView();
  const { id, name, email, phone, role, speaker_id: speakerId } = person;
  const place = transcript?.speakers.findIndex((one) => one.id === speakerId) ?? -1;
  const shownName = name ?? email ?? phone ?? texts.nobody;
  return (
    <li
      className={classes.person}
      style={{ '--speaker': speakerColor(place < 0 ? null : place) } as CSSProperties}
    >
      <span className={classes.face} aria-hidden="true">
        {[...shownName][0]?.toUpperCase()}
      </span>
      <div className={classes.personWords}>
        <div className={classes.personName}>
          <bdi>{shownName}</bdi>
          {role && <span className={classes.role}>{role}</span>}
        </div>
        {name && email && (
          <Anchor href={`mailto:${encodeURIComponent(email)}`} size="sm" className={classes.contact}>
            {email}
          </Anchor>
        )}
        {phone && (
          <Anchor href={`tel:${phone.replace(/[^+\d#*]/g, '')}`} size="sm" className={classes.contact}>
            {phone}
          </Anchor>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.editPerson(shownName)}
        onClick={() => ask({ kind: 'participant', id })}
      >
        <IconPencil size={16} stroke={1.7} />
      </ActionIcon>
    </li>
  );
}
