// What the director is doing now.
export default function Status() {
  return (
    <div className="af-status" role="status">
      <span className="af-dots" aria-hidden="true"><i /><i /><i /></span>
      {props.label ? <span className="af-shimmer">{props.label}</span> : null}
    </div>
  );
}
