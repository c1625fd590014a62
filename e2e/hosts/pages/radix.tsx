import * as Dialog from '@radix-ui/react-dialog';
import { Content, show } from './react-root.tsx';

show(({ isOpen, onOpenChange }) => (
  <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
    <Dialog.Portal>
      <Dialog.Overlay className="overlay" />
      <Dialog.Content className="panel" aria-describedby={undefined}>
        <Dialog.Title>Host</Dialog.Title>
        <Content close={<Dialog.Close>Done</Dialog.Close>} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
));
