import type { CallState, VideoSource } from 'example-shared'

interface CallControlsProps {
  state: CallState
  withFreshice: boolean
  video: VideoSource
  onToggle: (withFreshice: boolean) => void
  onVideo: (video: VideoSource) => void
  onStart: () => void
}

const START_LABELS: Record<CallState, string> = {
  idle: 'Start call',
  connecting: 'Hang up',
  connected: 'Hang up',
  failed: 'Call again',
}

export function CallControls({ state, withFreshice, video, onToggle, onVideo, onStart }: CallControlsProps) {
  return (
    <section className="controls" aria-label="Call">
      <button type="button" className="start" data-testid="start-call" data-state={state} onClick={onStart}>
        {START_LABELS[state]}
      </button>
      <label className="switch">
        <input
          type="checkbox"
          data-testid="freshice-toggle"
          checked={withFreshice}
          onChange={(event) => onToggle(event.target.checked)}
        />
        <span>
          with freshice <small>for the next call</small>
        </span>
      </label>
      <label className="choice">
        <span>Picture</span>
        <select value={video} onChange={(event) => onVideo(event.target.value as VideoSource)}>
          <option value="drawing">drawn clock</option>
          <option value="camera">camera</option>
        </select>
      </label>
      <output className="state" data-testid="call-state" data-state={state}>
        {state}
      </output>
    </section>
  )
}
