import { ActionIcon, Anchor, Button, Menu, Title } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft';
import IconDots from '@tabler/icons-react/icons/IconDots';
import IconDownload from '@tabler/icons-react/icons/IconDownload';
import IconLink from '@tabler/icons-react/icons/IconLink';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { DateTime } from '../../../parts/date-time.tsx';
import { Duration } from '../../../parts/duration.tsx';
import { copyText, textOf } from '../copy.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import { download } from './download.ts';
import classes from './head.module.css';

/** Title and facts; each fact leads to the conversations that share it. */
export function Head({ onDelete }: { onDelete: () => void }): ReactNode {
  const { conversation } = useView();
  return (
    <header className={classes.head}>
      <Anchor component={Link} href="/conversations" className={classes.back} c="dimmed" size="sm">
        <IconChevronLeft size={16} />
        {texts.conversations}
      </Anchor>
      <Title order={1} className={classes.title} title={conversation.title} dir="auto">
        {conversation.title}
      </Title>
      <Actions onDelete={onDelete} />
      <Facts />
    </header>
  );
}

function Facts(): ReactNode {
  const { conversation } = useView();
  const { company, started_at: at, duration_seconds: seconds, participants, sentiment } = conversation;
  const { conversation_type: type, user, department } = conversation;
  const names = participants.flatMap(({ name }) => name ?? []);
  const facts = [
    company && <Leads key="company" to={`q=${encodeURIComponent(company)}`} text={company} />,
    <DateTime key="at" at={at} />,
    seconds !== null && <Duration key="seconds" seconds={seconds} />,
    names.length > 0 && (
      <bdi key="names" title={names.join(', ')}>
        {texts.names(names.slice(0, 3), names.length - 3)}
      </bdi>
    ),
    sentiment && (
      <Leads
        key="sentiment"
        to={`sentiment=${sentiment}`}
        text={texts.sentiments[sentiment]}
        tone={sentiment}
      />
    ),
    type && <Leads key="type" to={`conversation_type=${encodeURIComponent(type)}`} text={type} />,
    department && <Leads key="department" to={`department_id=${department.id}`} text={department.name} />,
    user && <Leads key="user" to={`user_id=${user.id}`} text={texts.ownedBy(user.name)} />,
  ].filter(Boolean);
  return <div className={classes.facts}>{facts}</div>;
}

function Leads({ to, text, tone }: { to: string; text: string; tone?: string }): ReactNode {
  return (
    <Link href={`/conversations?${to}`} className={classes.fact} data-tone={tone}>
      <bdi>{text}</bdi>
    </Link>
  );
}

function Actions({ onDelete }: { onDelete: () => void }): ReactNode {
  const { conversation, transcript, ask } = useView();
  const copyLink = (): void =>
    void copyText(`${location.origin}/conversations/${conversation.id}`, texts.linkCopied);
  return (
    <div className={classes.actions}>
      <Button
        variant="default"
        className={classes.share}
        leftSection={<IconLink size={16} />}
        onClick={copyLink}
        title={texts.shareHint}
      >
        {texts.share}
      </Button>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={texts.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={copyLink}>{texts.copyLink}</Menu.Item>
          {transcript && (
            <Menu.Item onClick={() => void copyText(textOf(transcript), texts.transcriptCopied)}>
              {texts.copyTranscript}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => ask({ kind: 'details' })}>{texts.editDetails}</Menu.Item>
          {conversation.may_manage && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" onClick={onDelete}>
                {texts.remove}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <DownloadMenu />
    </div>
  );
}

const timed = ['vtt', 'srt'] as const;
const always = ['txt', 'md', 'csv', 'json'] as const;

function DownloadMenu(): ReactNode {
  const { conversation, transcript } = useView();
  const { id, recording } = conversation;
  const formats = transcript?.has_times ? [...always, ...timed] : always;
  if (!transcript && !recording) return null;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          className={classes.download}
          leftSection={<IconDownload size={16} />}
          rightSection={<IconChevronDown size={16} />}
        >
          {texts.download}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {transcript &&
          formats.map((format) => (
            <Menu.Item
              key={format}
              onClick={() => void download(`/conversations/${id}/export?format=${format}`)}
            >
              {texts.formats[format]}
            </Menu.Item>
          ))}
        {recording && (
          <>
            {transcript && <Menu.Divider />}
            <Menu.Item onClick={() => void download(`/conversations/${id}/recording?download=true`)}>
              {texts.recording(recording.bytes)}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
