import IconPhone from '@tabler/icons-react/icons/IconPhone';
import IconUpload from '@tabler/icons-react/icons/IconUpload';
import IconUsers from '@tabler/icons-react/icons/IconUsers';
import IconVideo from '@tabler/icons-react/icons/IconVideo';
import type { ReactNode } from 'react';
import type { Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';

const icons = { call: IconPhone, meeting: IconVideo, in_person: IconUsers, upload: IconUpload };

export function MediumIcon({ medium }: { medium: Row['medium'] }): ReactNode {
  const Icon = icons[medium];
  return (
    <span role="img" aria-label={texts.mediums[medium]} title={texts.mediums[medium]}>
      <Icon size={16} stroke={1.6} aria-hidden="true" />
    </span>
  );
}
