import { Checkbox, NumberInput, Radio, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './api-tokens.module.css';
import { tokenTexts as texts } from './texts.ts';
import { customPurpose, purposeOf, type TokenDraft } from './token-draft.ts';
import type { TokenScopes } from './tokens-data.ts';

interface FieldsProps {
  draft: TokenDraft;
  onChange: (changes: Partial<TokenDraft>) => void;
  scopes: TokenScopes;
  /** The field that the server refused, and why. */
  fault: { field: string; fault: string } | null;
  /** Of a token that there is: its expiry may stay. */
  mayKeepExpiry: boolean;
}

/** What a token is for, what it may do, and how much. */
export function TokenFields(props: FieldsProps): ReactNode {
  const { draft, onChange, fault } = props;
  const faultOf = (field: string): string | undefined => (fault?.field === field ? fault.fault : undefined);
  return (
    <Stack gap="lg" className={classes.form}>
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={faultOf('name')}
        maxLength={200}
        required
        data-autofocus
      />
      <Purposes {...props} />
      <Scopes {...props} faultOf={faultOf} />
      <Switch
        label={texts.includeRecordings}
        description={draft.scopes.includes('recordings') ? texts.includeRecordingsHint : texts.needsScope}
        checked={draft.includeRecordings && draft.scopes.includes('recordings')}
        disabled={!draft.scopes.includes('recordings')}
        onChange={(event) => onChange({ includeRecordings: event.currentTarget.checked })}
      />
      <Limits {...props} faultOf={faultOf} />
      <Expiry {...props} faultOf={faultOf} />
    </Stack>
  );
}

type Faulted = FieldsProps & { faultOf: (field: string) => string | undefined };

function Purposes({ draft, onChange, scopes: known }: FieldsProps): ReactNode {
  const choose = (id: string): void => {
    const preset = known.presets.find((one) => one.id === id);
    if (preset) onChange({ scopes: preset.scopes, includeRecordings: preset.include_recordings });
  };
  const purpose = purposeOf(known, draft);
  return (
    <Radio.Group label={texts.purpose} value={purpose} onChange={choose}>
      <div className={classes.choices}>
        {known.presets.map(({ id, name, meaning }) => (
          <Radio key={id} value={id} label={name} description={meaning} />
        ))}
        <Radio value={customPurpose} label={texts.custom} description={texts.customHint} />
      </div>
    </Radio.Group>
  );
}

function Scopes({ draft, onChange, scopes: known, faultOf }: Faulted): ReactNode {
  return (
    <Checkbox.Group
      label={texts.scopes}
      description={texts.scopesHint}
      value={[...draft.scopes]}
      onChange={(scopes) => onChange({ scopes })}
      error={faultOf('scopes')}
    >
      <div className={classes.choices}>
        {known.scopes.map(({ name, meaning }) => (
          <Checkbox key={name} value={name} label={name} description={meaning} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Limits({ draft, onChange, faultOf }: Faulted): ReactNode {
  return (
    <div className={classes.limits}>
      <NumberInput
        label={texts.perMinute}
        description={texts.perMinuteHint}
        value={draft.requestsPerMinute}
        onChange={(requestsPerMinute) => onChange({ requestsPerMinute })}
        error={faultOf('requests_per_minute')}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        hideControls
        thousandSeparator=","
        required
      />
      <NumberInput
        label={texts.perDay}
        description={texts.perDayHint}
        value={draft.dailyConversationQuota}
        onChange={(dailyConversationQuota) => onChange({ dailyConversationQuota })}
        error={faultOf('daily_conversation_quota')}
        min={1}
        max={10_000_000}
        allowDecimal={false}
        hideControls
        thousandSeparator=","
        required
      />
    </div>
  );
}

function Expiry({ draft, onChange, mayKeepExpiry, faultOf }: Faulted): ReactNode {
  const choices = Object.entries({
    ...(mayKeepExpiry && { keep: texts.keepExpiry }),
    ...texts.expiries,
  }).map(([value, label]) => ({ value, label }));
  return (
    <div className={classes.limits}>
      <Select
        label={texts.expiry}
        data={choices}
        value={draft.expiry}
        onChange={(expiry) => onChange({ expiry: expiry ?? 'never' })}
        error={draft.expiry === 'date' ? undefined : faultOf('expires_at')}
        allowDeselect={false}
      />
      {draft.expiry === 'date' && (
        <TextInput
          type="date"
          label={texts.expiryDate}
          value={draft.expiryDate}
          onChange={(event) => onChange({ expiryDate: event.currentTarget.value })}
          error={faultOf('expires_at')}
          required
        />
      )}
    </div>
  );
}
