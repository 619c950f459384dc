using System.Runtime.CompilerServices;
using Baton.Aws.Wire;

namespace Baton.Aws.Client;

/// <summary>Follows an answer through its pages.</summary>
public static class Paging
{
    public static async IAsyncEnumerable<TResponse> PagesAsync<TRequest, TResponse>(
        this AwsClient client, IPagedRequest<TRequest, TResponse> request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IPagedRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, IPagedAnswer, new()
    {
        IPagedRequest<TRequest, TResponse> page = request;
        string? before = null;
        while (true)
        {
            var answer = await client.SendAsync(page, cancellationToken);
            yield return answer;

            // The last page has no token, or an empty one.
            if (string.IsNullOrEmpty(answer.NextToken))
            {
                yield break;
            }

            if (answer.NextToken == before)
            {
                throw new AwsException("MalformedAnswer", $"{TRequest.Action} gave the same page token twice; following it would never end.");
            }

            before = answer.NextToken;
            page = page.From(before);
        }
    }

    /// <summary>All items of all pages.</summary>
    public static async Task<IReadOnlyList<TItem>> AllAsync<TRequest, TResponse, TItem>(
        this AwsClient client, IPagedRequest<TRequest, TResponse> request, Func<TResponse, IEnumerable<TItem>> items, CancellationToken cancellationToken)
        where TRequest : class, IPagedRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, IPagedAnswer, new()
    {
        List<TItem> all = [];
        await foreach (var page in client.PagesAsync(request, cancellationToken))
        {
            all.AddRange(items(page));
        }

        return all;
    }
}
