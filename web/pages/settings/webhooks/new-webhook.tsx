import { Button, Checkbox, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { toast } from '../../../parts/toast.ts';
import { type Deed, useDeed } from '../../../parts/use-deed.ts';
import { type Token, useTokens } from '../api-tokens/tokens-data.ts';
import { ShownOnce } from '../shown-once/shown-once.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import { type Delivery, useWebhooks, useWebhooksChanged, type Webhook } from './webhooks-data.ts';

interface Made {
  id: string;
  secret: string;
}

/** Makes a webhook. Its secret is in the state of this page alone, and goes with it. */
export function NewWebhook(): ReactNode {
  const webhooks = useWebhooks();
  const tokens = useTokens();
  const [made, setMade] = useState<Made | null>(null);
  const [, navigate] = useLocation();
  const changed = useWebhooksChanged();
  const leave = (id: string): void => {
    setMade(null);
    void changed();
    navigate(`/settings/webhooks/${id}`);
  };
  const onMade = (id: string, secret: string | null): void =>
    secret === null ? leave(id) : setMade({ id, secret });
  const error = webhooks.error ?? tokens.error;
  return (
    <>
      <PageHead title={texts.newTitle} />
      {made && (
        <ShownOnce
          title={texts.secretTitle}
          secret={made.secret}
          copyLabel={texts.copySecret}
          onStored={() => leave(made.id)}
        >
          <Text c="dimmed" size="sm">
            {texts.secretHint}
          </Text>
        </ShownOnce>
      )}
      {!made && webhooks.data && tokens.data && (
        <Form
          forms={webhooks.data.forms}
          events={webhooks.data.events}
          tokens={tokens.data}
          onMade={onMade}
        />
      )}
      {!(webhooks.data && tokens.data) &&
        (error ? (
          <ErrorState error={error} onRetry={() => Promise.all([webhooks.refetch(), tokens.refetch()])} />
        ) : (
          <RowsSkeleton height={40} />
        ))}
    </>
  );
}

interface FormProps {
  forms: readonly Webhook['form'][];
  events: readonly Delivery['event'][];
  tokens: readonly Token[];
  onMade: (id: string, secret: string | null) => void;
}

interface Draft {
  form: Webhook['form'];
  url: string;
  tokenId: string | null;
  events: string[];
}

function Form({ forms, events, tokens, onMade }: FormProps): ReactNode {
  const live = tokens.filter(({ state }) => state === 'live');
  const only = live.length === 1 ? live[0] : undefined;
  const [draft, setDraft] = useState<Draft>({
    form: 'webhook',
    url: '',
    tokenId: only?.id ?? null,
    events: ['conversation.completed'],
  });
  const deed = useDeed();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = bodyOf(draft, events);
    void deed.run(async () => {
      const { webhook, secret, unresolved_host: host } = await answerOf(api.POST('/webhooks', { body }));
      if (host !== null) void toast({ message: texts.unresolved(host), tone: 'warning', timeoutMs: 10_000 });
      onMade(webhook.id, secret);
    });
  };
  return (
    <form onSubmit={submit}>
      <Fields
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        fault={deed.fault}
        choices={{ forms, events, live }}
      />
      <Group mt="xl">
        <Button type="submit" loading={deed.busy}>
          {texts.submit}
        </Button>
        <Button component={Link} href="/settings/webhooks" variant="default">
          {texts.cancel}
        </Button>
      </Group>
    </form>
  );
}

interface FieldsProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  fault: Deed['fault'];
  choices: { forms: FormProps['forms']; events: FormProps['events']; live: readonly Token[] };
}

function Fields({ draft, onChange, fault, choices }: FieldsProps): ReactNode {
  const faultOf = (field: string): string | undefined => (fault?.field === field ? fault.fault : undefined);
  return (
    <Stack gap="lg" className={classes.form}>
      <Forms
        forms={choices.forms}
        value={draft.form}
        onChange={(form) => onChange({ form })}
        error={faultOf('form')}
      />
      {draft.form !== 'mail' && (
        <TextInput
          label={texts.url}
          description={texts.urlHint}
          placeholder="https://"
          inputMode="url"
          value={draft.url}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
          error={faultOf('url')}
          maxLength={2_048}
          required
        />
      )}
      {draft.form === 'webhook' && (
        <>
          <TokenChoice
            live={choices.live}
            value={draft.tokenId}
            onChange={(tokenId) => onChange({ tokenId })}
            error={faultOf('token_id')}
          />
          <Events
            all={choices.events}
            value={draft.events}
            onChange={(events) => onChange({ events })}
            error={faultOf('events')}
          />
        </>
      )}
    </Stack>
  );
}

function bodyOf({ form, url, tokenId, events: chosen }: Draft, all: readonly Delivery['event'][]) {
  const events = all.filter((event) => chosen.includes(event));
  return {
    form,
    ...(form !== 'mail' && { url }),
    ...(form === 'webhook' && { events, ...(tokenId !== null && { token_id: tokenId }) }),
  };
}

interface ChoiceProps<T> {
  value: T;
  onChange: (value: T) => void;
  error: string | undefined;
}

function Forms({
  forms,
  value,
  onChange,
  error,
}: ChoiceProps<Webhook['form']> & { forms: readonly Webhook['form'][] }): ReactNode {
  const choose = (name: string): void => {
    const form = forms.find((one) => one === name);
    if (form) onChange(form);
  };
  return (
    <Radio.Group label={texts.form} value={value} onChange={choose} error={error}>
      <div className={classes.choices}>
        {forms.map((form) => (
          <Radio key={form} value={form} label={texts.forms[form]} description={texts.formHints[form]} />
        ))}
      </div>
    </Radio.Group>
  );
}

function TokenChoice({
  live,
  value,
  onChange,
  error,
}: ChoiceProps<string | null> & { live: readonly Token[] }): ReactNode {
  if (live.length === 0)
    return (
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{texts.tokenEmpty}</Text>
        <Button component={Link} href="/settings/api-tokens/new" variant="default">
          {texts.makeToken}
        </Button>
      </Stack>
    );
  return (
    <Select
      label={texts.token}
      description={texts.tokenHint}
      data={live.map(({ id, name, token_prefix }) => ({ value: id, label: `${name} (${token_prefix}…)` }))}
      value={value}
      onChange={onChange}
      error={error}
      allowDeselect={false}
      searchable={live.length > 8}
      required
    />
  );
}

function Events({
  all,
  value,
  onChange,
  error,
}: ChoiceProps<string[]> & { all: readonly Delivery['event'][] }): ReactNode {
  return (
    <Checkbox.Group label={texts.events} value={value} onChange={onChange} error={error}>
      <div className={classes.choices}>
        {all.map((event) => (
          <Checkbox key={event} value={event} label={event} description={texts.eventMeanings[event]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
