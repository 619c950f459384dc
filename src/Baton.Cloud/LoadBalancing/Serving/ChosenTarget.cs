using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Where a request or a connection goes.</summary>
internal sealed record ChosenTarget(TargetGroupRecord Group, TargetRecord Target, string Address, LiveTarget Live);
