import { type CallSnapshot, tilesOf } from 'example-shared'
import { VideoTile } from './VideoTile.tsx'

/** The pictures of the call. */
export function CallStage({ snapshot }: { snapshot: CallSnapshot }) {
  return (
    <section className="stage" aria-label="Video">
      {tilesOf(snapshot).map((tile) => (
        <VideoTile key={tile.key} tile={tile} />
      ))}
    </section>
  )
}
