import { Button, Collapse, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import type { ReactNode } from 'react';
import type { FileWishes } from '../../uploads/upload-manager.ts';
import { newTexts as texts } from './texts.ts';

interface FileDetailsProps {
  wishes: FileWishes;
  onChange: (wishes: FileWishes) => void;
}

/** Told with the files that are added next. */
export function FileDetails({ wishes, onChange }: FileDetailsProps): ReactNode {
  const [opened, { toggle }] = useDisclosure(false);
  const set = (name: keyof FileWishes, value: string): void => {
    const { [name]: _, ...others } = wishes;
    onChange(value.trim() === '' ? others : { ...others, [name]: value.trim() });
  };
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={toggle}
        aria-expanded={opened}
        leftSection={opened ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
      >
        {texts.details}
      </Button>
      <Collapse expanded={opened}>
        <Text size="sm" c="dimmed" my="xs">
          {texts.detailsHint}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={texts.company}
            description={texts.companyHint}
            maxLength={500}
            onChange={(event) => set('company', event.currentTarget.value)}
          />
          <TextInput
            label={texts.language}
            description={texts.languageHint}
            placeholder="en"
            maxLength={35}
            onChange={(event) => set('language', event.currentTarget.value)}
          />
          <TextInput
            label={texts.speakers}
            description={texts.speakersHint}
            inputMode="numeric"
            maxLength={3}
            onChange={(event) => set('speakers', event.currentTarget.value.replace(/\D/g, ''))}
          />
        </SimpleGrid>
      </Collapse>
    </div>
  );
}
