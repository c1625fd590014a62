import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Content, show } from './react-root.tsx';

show(({ isOpen, onOpenChange }) => (
  <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
    <Modal className="panel">
      <Dialog>
        <Heading slot="title">Host</Heading>
        <Content
          close={
            <button type="button" onClick={() => onOpenChange(false)}>
              Done
            </button>
          }
        />
      </Dialog>
    </Modal>
  </ModalOverlay>
));
