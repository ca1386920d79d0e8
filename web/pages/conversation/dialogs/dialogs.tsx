import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { partTexts } from '../../../parts/texts.ts';
import { conversationTexts as texts } from '../texts.ts';
import { type Dialog, useView } from '../view.ts';
import { AssignForm } from './assign-form.tsx';
import { ConflictForm } from './conflict-form.tsx';
import { DetailsForm } from './details-form.tsx';
import { ParticipantForm } from './participant-form.tsx';
import { SpeakerForm } from './speaker-form.tsx';

/** Whatever is asked at the moment; one dialog at a time. */
export default function Dialogs({ dialog }: { dialog: Dialog | null }): ReactNode {
  const { ask } = useView();
  return (
    <Modal
      opened={dialog !== null}
      onClose={() => ask(null)}
      title={dialog ? texts.dialogs[dialog.kind] : ''}
      closeButtonProps={{ 'aria-label': partTexts.close }}
      centered
    >
      {dialog && <Form dialog={dialog} />}
    </Modal>
  );
}

function Form({ dialog }: { dialog: Dialog }): ReactNode {
  if (dialog.kind === 'assign') return <AssignForm range={dialog.range} />;
  if (dialog.kind === 'speaker') return <SpeakerForm speakerId={dialog.id} />;
  if (dialog.kind === 'participant') return <ParticipantForm participantId={dialog.id} />;
  if (dialog.kind === 'conflict') return <ConflictForm place={dialog.place} text={dialog.text} />;
  return <DetailsForm />;
}
