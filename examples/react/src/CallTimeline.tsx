import { type CallSnapshot, drawTimeline, timelineShape } from 'example-shared'

const { height, axis, credential, side, messages } = timelineShape

/** The story of the call as a picture; what goes where is decided by `drawTimeline`. */
export function CallTimeline({ snapshot }: { snapshot: CallSnapshot }) {
  const picture = drawTimeline(snapshot)
  return (
    <div className="timeline" role="img" aria-label={picture.summary}>
      <ul className="lanes" aria-hidden="true">
        <li>Credentials</li>
        <li>
          Ada <span>runs on</span>
        </li>
        <li>
          Ben <span>runs on</span>
        </li>
        <li>Messages</li>
      </ul>
      <svg className="picture" height={height} aria-hidden="true">
        {picture.ticks.map(({ key, x, label, isMinor }) => (
          <g key={key} className="tick" data-minor={isMinor}>
            <line x1={x} x2={x} y1={0} y2={axis} />
            <text x={x} y={axis + 18}>
              {label}
            </text>
          </g>
        ))}
        {picture.credentials.map(({ key, x, y, width, passed, tone, label }) => (
          <g key={key} className="credential" data-tone={tone}>
            <rect className="life-whole" x={x} y={y} width={width} height={credential.height} rx={3} />
            <rect className="life-passed" x={x} y={y} width={passed} height={credential.height} rx={3} />
            <text x={x} y={y + 9} dx={6}>
              {label}
            </text>
          </g>
        ))}
        {picture.runs.map(({ key, x, y, width, tone, label }) => (
          <g key={key} className="run" data-tone={tone}>
            <rect x={x} y={y} width={width} height={side.height} rx={2} />
            <text x={x} y={y + 13} dx={11}>
              {label}
            </text>
          </g>
        ))}
        {picture.restarts.map(({ key, x, y }) => (
          <rect key={key} className="restart" x={x} y={y + side.height / 2} width={11} height={11} />
        ))}
        {picture.messages.map(({ key, x, y, width }) => (
          <rect key={key} className="messages" x={x} y={y} width={width} height={messages.height} />
        ))}
        {picture.pauses.map(({ key, x, y, width }) => (
          <rect key={key} className="pause" x={x} y={y - 2} width={width} height={messages.height + 4} />
        ))}
        <line className="now" x1={picture.now} x2={picture.now} y1={0} y2={axis} />
      </svg>
      {snapshot.state === 'idle' && (
        <p className="hint">Start the call: its credentials, moves and pauses are drawn here.</p>
      )}
      <p className="legend" aria-hidden="true">
        <span data-key="running">in use</span>
        <span data-key="ready">ready for the move</span>
        <span data-key="restart">ICE restart</span>
        <span data-key="pause">pause over 250 ms</span>
      </p>
    </div>
  )
}
