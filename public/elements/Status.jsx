// What the director is doing now.
const Status = adflow.once('Status', () => function Status({ props }) {
  return (
    <div className="af-status" role="status">
      <span className="af-dots" aria-hidden="true"><i /><i /><i /></span>
      {props.label ? <span className="af-shimmer">{props.label}</span> : null}
    </div>
  );
});

export default <Status props={props} />;
