/**
 * Runs the machine as a session would, without side effects: it tracks timers, camera and frames, and checks after each
 * event that they match the state. For tests only.
 */
import type { DocumentVerificationResult } from '../contract/index.ts';
import type { Command, TimerId } from './command.ts';
import type { FlowEvent } from './event.ts';
import { initialState } from './initial-state.ts';
import { transition } from './machine.ts';
import type { State } from './state.ts';
import { isTerminal } from './terminal.ts';

export interface Run {
  readonly state: State;
  readonly results: readonly DocumentVerificationResult[];
  /** Running deadlines and the times at which they are due. */
  readonly timers: ReadonlyMap<TimerId, number>;
  readonly isCameraHeld: boolean;
  readonly hasFrames: boolean;
  /** Types of the commands of the last event, without timers. */
  readonly asked: readonly Command['type'][];
  /** Moves the clock to the next deadline and sends its timeout; null when none runs. */
  readonly expire: () => TimerId | null;
  readonly send: (...events: readonly FlowEvent[]) => void;
  /** Milliseconds. */
  readonly time: number;
}

const SILENT: readonly Command['type'][] = ['start-timer', 'stop-timer'];

export const createRun = (from: State = initialState({ flow: 'liveness', correlationId: 'c-1' })): Run => {
  const timers = new Map<TimerId, number>();
  const results: DocumentVerificationResult[] = [];
  let state = from;
  let time = 0;
  let isCameraHeld = false;
  let hasFrames = false;
  let asked: Command['type'][] = [];

  const obey = (command: Command): void => {
    switch (command.type) {
      case 'start-timer':
        timers.set(command.timer, time + command.ms);
        break;
      case 'stop-timer':
        timers.delete(command.timer);
        break;
      case 'open-camera':
        isCameraHeld = true;
        break;
      case 'close-camera':
        isCameraHeld = false;
        break;
      case 'start-frames':
        hasFrames = true;
        break;
      case 'stop-frames':
        hasFrames = false;
        break;
      case 'finish':
        results.push(command.result);
        break;
      default:
    }
  };

  const check = (commands: readonly Command[], event: FlowEvent): void => {
    const where = `${event.type} -> ${state.phase}`;
    const expect = (isTrue: boolean, what: string): void => {
      if (!isTrue) {
        throw new Error(`${where}: ${what}`);
      }
    };
    const finishes = commands.filter(({ type }) => type === 'finish').length;
    expect(finishes <= 1, 'more than one finish');
    expect(finishes === 0 || commands.at(-1)?.type === 'finish', 'finish is not the last command');
    expect(results.length <= 1, 'a second result');
    expect(isTerminal(state) === (results.length === 1), 'terminal and finished differ');
    expect(!isTerminal(state) || timers.size === 0, `timers left: ${[...timers.keys()].join()}`);
    expect(!isTerminal(state) || (!isCameraHeld && !hasFrames), 'camera or frames left');
    expect(isTerminal(state) || state.phase === 'idle' || timers.size > 0, 'no deadline runs');
    expect(!hasFrames || isCameraHeld, 'frames without a camera');
    expect(!state.context.cameraOpen || isCameraHeld, 'the context has an open camera that is closed');
    expect(hasFrames === ['framing', 'challenge', 'holding'].includes(state.phase), 'frames do not fit the phase');
  };

  const send = (...events: readonly FlowEvent[]): void => {
    for (const event of events) {
      time = event.type === 'analysis' ? Math.max(time, event.analysis.at) : time;
      const step = transition(state, event);
      state = step.state;
      step.commands.forEach(obey);
      asked = step.commands.map(({ type }) => type).filter((type) => !SILENT.includes(type));
      check(step.commands, event);
    }
  };

  return {
    get state() {
      return state;
    },
    get isCameraHeld() {
      return isCameraHeld;
    },
    get hasFrames() {
      return hasFrames;
    },
    get asked() {
      return asked;
    },
    get time() {
      return time;
    },
    results,
    timers,
    send,
    expire() {
      const [next] = [...timers].toSorted(([, a], [, b]) => a - b);
      if (next === undefined) {
        return null;
      }
      const [timer, dueAt] = next;
      time = Math.max(time, dueAt);
      timers.delete(timer);
      send({ type: 'timeout', timer, at: time });
      return timer;
    },
  };
};
