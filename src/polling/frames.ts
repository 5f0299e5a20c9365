/* What it takes to share with a person's other frames. No frame needs it for its first number. */
export { frameGroupUnder } from './frame-group.ts'
export { openFrameChannel } from '../storage/frame-channel.ts'
export { openActionChannel } from '../storage/action-channel.ts'
