import type { TimelinePicture } from 'example-shared'

/** The picture itself; what goes where is decided by `drawTimeline`. */
export function TimelineSvg({ picture }: { picture: TimelinePicture }) {
  const { height, axis, credential, side, messages, titles } = picture.shape
  return (
    <div role="img" aria-label={picture.summary}>
      <svg className="picture" height={height} aria-hidden="true">
        {picture.ticks.map(({ key, x, label, isMinor }) => (
          <g key={key} className="tick" data-minor={isMinor}>
            <line x1={x} x2={x} y1={0} y2={axis} />
            <text x={x} y={axis + 19}>
              {label}
            </text>
          </g>
        ))}
        {picture.credentials.map(({ key, x, y, width, passed, tone, label }) => (
          <g key={key} className="credential" data-tone={tone}>
            <rect className="life-whole" x={x} y={y} width={width} height={credential.height} rx={3} />
            <rect className="life-passed" x={x} y={y} width={passed} height={credential.height} rx={3} />
            <text x={x} y={y + 12} dx={7}>
              {label}
            </text>
          </g>
        ))}
        {picture.runs.map(({ key, x, y, width, tone, word, label }) => (
          <g key={key} className="run" data-tone={tone}>
            <rect x={x} y={y} width={width} height={side.height} rx={3} />
            <text x={x} y={y + 15} dx={12}>
              <tspan className="word">{word}</tspan>
              {label}
            </text>
          </g>
        ))}
        {picture.restarts.map(({ key, x, y }) => (
          <rect key={key} className="restart" x={x} y={y + side.height / 2} width={12} height={12} />
        ))}
        {picture.messages.map(({ key, x, y, width }) => (
          <rect key={key} className="messages" x={x} y={y} width={width} height={messages.height} />
        ))}
        {picture.pauses.map(({ key, x, y, width }) => (
          <rect key={key} className="pause" x={x} y={y - 2} width={width} height={messages.height + 4} />
        ))}
        {picture.now && <line className="now" x1={picture.now} x2={picture.now} y1={0} y2={axis} />}
        {titles.map(({ key, y, text }) => (
          <g key={key} className="lane">
            <text y={y}>{text}</text>
          </g>
        ))}
      </svg>
    </div>
  )
}
