import { Button, Group, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { toast, toastError } from '../../../parts/toast.ts';
import { type Changes, type Settings, useChange } from './queries.ts';
import { generalTexts as texts } from './texts.ts';

const languageNames = new Intl.DisplayNames(undefined, { type: 'language' });
const languages = ['da', 'de', 'en', 'es', 'fi', 'fr', 'it', 'nl', 'no', 'pl', 'pt', 'sv'];
const domainForm = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

type Fields = Required<Omit<Changes, 'brand_name'>> & { brand_name: string };

function fieldsOf(settings: Settings): Fields {
  const { name, brand_name: brandName, language, time_zone: timeZone } = settings;
  const { internal_domains: domains, webhooks_enabled: webhooks, is_open: isOpen } = settings;
  return {
    name,
    brand_name: brandName ?? '',
    language,
    time_zone: timeZone,
    internal_domains: domains,
    webhooks_enabled: webhooks,
    is_open: isOpen,
  };
}

/** Only what differs is sent, so that two people who change different things keep both. */
function changesOf(before: Fields, now: Fields): Changes {
  const { brand_name: brandName, ...others } = now;
  const wanted: Changes = { ...others, brand_name: brandName.trim() || null };
  const old: Changes = { ...before, brand_name: before.brand_name || null };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(old, name)),
  );
  return Object.fromEntries(changed);
}

export function AccountForm({ settings }: { settings: Settings }): ReactNode {
  const before = fieldsOf(settings);
  const [fields, setFields] = useState(before);
  const change = useChange();
  const set = (part: Partial<Fields>): void => setFields((old) => ({ ...old, ...part }));
  const badDomain = fields.internal_domains.find((domain) => !domainForm.test(domain));
  const changes = changesOf(before, fields);
  const isSame = Object.keys(changes).length === 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(changes, {
      onSuccess: (saved) => {
        setFields(fieldsOf(saved));
        void toast({ message: texts.saved, tone: 'positive' });
      },
      onError: toastError,
    });
  };
  return (
    <form onSubmit={save}>
      <Stack maw={480}>
        <Names fields={fields} set={set} />
        <Places fields={fields} set={set} badDomain={badDomain} />
        <Switches fields={fields} set={set} />
        <Group>
          <Button
            type="submit"
            loading={change.isPending}
            disabled={isSame || badDomain !== undefined || fields.name.trim() === ''}
          >
            {isSame ? texts.nothing : texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Part {
  fields: Fields;
  set: (part: Partial<Fields>) => void;
}

function Names({ fields, set }: Part): ReactNode {
  return (
    <>
      <TextInput
        label={texts.name}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <TextInput
        label={texts.brandName}
        description={texts.brandNameHint}
        value={fields.brand_name}
        onChange={(event) => set({ brand_name: event.currentTarget.value })}
        maxLength={200}
      />
    </>
  );
}

function Places({ fields, set, badDomain }: Part & { badDomain: string | undefined }): ReactNode {
  const offered = languages.includes(fields.language) ? languages : [fields.language, ...languages];
  return (
    <>
      <Select
        label={texts.language}
        description={texts.languageHint}
        data={offered.map((tag) => ({ value: tag, label: languageNames.of(tag) ?? tag }))}
        value={fields.language}
        onChange={(language) => language && set({ language })}
        allowDeselect={false}
        searchable
      />
      <Select
        label={texts.timeZone}
        description={texts.timeZoneHint}
        data={['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]}
        value={fields.time_zone}
        onChange={(zone) => zone && set({ time_zone: zone })}
        allowDeselect={false}
        searchable
        limit={50}
      />
      <TagsInput
        label={texts.domains}
        description={texts.domainsHint}
        placeholder={fields.internal_domains.length === 0 ? texts.domainsPlaceholder : ''}
        value={fields.internal_domains}
        onChange={(domains) => set({ internal_domains: domains.map((domain) => domain.toLowerCase()) })}
        error={badDomain === undefined ? undefined : texts.badDomain(badDomain)}
        maxTags={50}
        splitChars={[',', ' ', ';']}
      />
    </>
  );
}

function Switches({ fields, set }: Part): ReactNode {
  return (
    <>
      <Switch
        label={texts.visibility}
        description={texts.visibilityHint}
        checked={fields.is_open}
        onChange={(event) => set({ is_open: event.currentTarget.checked })}
      />
      <Switch
        label={texts.webhooks}
        description={texts.webhooksHint}
        checked={fields.webhooks_enabled}
        onChange={(event) => set({ webhooks_enabled: event.currentTarget.checked })}
      />
    </>
  );
}
