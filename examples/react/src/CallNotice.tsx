import type { Notice } from 'example-shared'

export function CallNotice({ notice }: { notice: Notice | undefined }) {
  return (
    <div className="notice" role="status" data-tone={notice?.tone ?? 'none'}>
      <strong>{notice?.title}</strong> <span>{notice?.text}</span>
    </div>
  )
}
