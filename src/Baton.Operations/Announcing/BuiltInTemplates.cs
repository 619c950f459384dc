namespace Baton.Operations.Announcing;

/// <summary>Baton's own words. Each says when, how long, that data is safe, and whom to ask.</summary>
internal static class BuiltInTemplates
{
    private const string WhatUsersSee = "WHAT_USERS_SEE";
    private const string Page = "Users see a maintenance page (503 with Retry-After) during that time.";
    private const string Held = "Requests are held for seconds, not refused; past its budget Baton backs out by itself.";

    private const string UsersBefore = """
        Subject: {service} moves to a new server on {day}

        We are moving {service} to a new server.

        When: {when}.
        How long: we have set aside {duration}. You can go on working: for some seconds within that time an answer may take longer than usual.
        Your data: everything that you have entered, before and during the move, is kept.
        What you have to do: nothing. The address stays {url}.

        Questions? Please ask {contact}.
        """;

    private const string UsersBeforeOutage = """
        Subject: {service} is not available on {day}

        We are moving {service} to a new server. While we do that, it is not available.

        When: {when}.
        How long: {duration}.
        Your data: everything that you have saved before is kept. Please save your work before it begins.
        What you have to do afterwards: nothing. The address stays {url}.

        Questions? Please ask {contact}.
        """;

    private const string UsersDuring = """
        Subject: {service} is moving to a new server now

        The move of {service} to a new server has begun. You can go on working; an answer may take some seconds longer than usual.

        It will be over by {until}. Everything that you enter is kept.

        Does something not work? Please tell {contact}.
        """;

    private const string UsersDuringOutage = """
        Subject: {service} is not available at the moment

        {service} is moving to a new server, and is not available until then.

        We expect to be back by {until}. Everything that you have saved is safe.

        Questions? Please ask {contact}.
        """;

    private const string UsersAfter = """
        Subject: {service} has moved

        {service} now runs on its new server. Everything that you had entered is there. The address is the same: {url}.

        Does something look wrong? Please tell {contact} what you did and when, so that we can find it.
        """;

    private const string InternalBefore = """
        Subject: [internal] {service} is migrated on {day}

        {service} is migrated to EC2. Users have been told.

        When: {when}, at most {duration}.
        WHAT_USERS_SEE
        Please: deploy nothing, change no schema and no DNS record of it from the day before until it is closed. Point no new client at the old address.
        If it goes wrong: we go back to the old server, with everything that was written meanwhile.
        Testing before: a line for your hosts file will come separately; take it away again afterwards.

        Whom to ask, and to send users to: {contact}.
        """;

    private const string InternalDuring = """
        Subject: [internal] The migration of {service} has begun

        The switch of {service} has begun and is to be over by {until}. Please deploy nothing now.

        Tell {contact} of anything unusual at once: until the window is closed we can go back without losing a write.
        """;

    private const string InternalAfter = """
        Subject: [internal] {service} runs on its new server

        The switch of {service} is done. The old server forwards late clients and follows as a standby until the window is closed; until then we can still go back.

        Please take the line for {service} out of your hosts file, and report what looks wrong to {contact}.
        """;

    public static string Of(AnnouncePhase phase, Audience audience, Happening happening) => (phase, audience, happening.Outage) switch
    {
        (AnnouncePhase.Before, Audience.Users, false) => UsersBefore,
        (AnnouncePhase.Before, Audience.Users, true) => UsersBeforeOutage,
        (AnnouncePhase.During, Audience.Users, false) => UsersDuring,
        (AnnouncePhase.During, Audience.Users, true) => UsersDuringOutage,
        (AnnouncePhase.After, Audience.Users, _) => UsersAfter,
        (AnnouncePhase.Before, Audience.Internal, false) => InternalBefore.Replace(WhatUsersSee, Held, StringComparison.Ordinal),
        (AnnouncePhase.Before, Audience.Internal, true) => InternalBefore.Replace(WhatUsersSee, Page, StringComparison.Ordinal),
        (AnnouncePhase.During, Audience.Internal, _) => InternalDuring,
        _ => InternalAfter,
    };
}
