/** Not modal: a tap or the focus outside closes it. */
import * as Dialog from '@radix-ui/react-dialog';
import { Content, show } from './react-root.tsx';

show(({ isOpen, onOpenChange }) => (
  <Dialog.Root open={isOpen} onOpenChange={onOpenChange} modal={false}>
    <Dialog.Portal>
      <Dialog.Content className="panel" aria-describedby={undefined}>
        <Dialog.Title>Host</Dialog.Title>
        <Content close={<Dialog.Close>Done</Dialog.Close>} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
));
